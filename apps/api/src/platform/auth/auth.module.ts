import { Global, Module } from '@nestjs/common';
import { AccountLoaderService } from './account-loader.service.js';
import { TokensService } from './tokens.service.js';

@Global()
@Module({ providers: [AccountLoaderService, TokensService], exports: [AccountLoaderService, TokensService] })
export class AuthModule {}
