import { administration } from '../../../../libs/i18n/src/zh-CN/administration';
import { addWords } from '../words';

addWords(administration);
